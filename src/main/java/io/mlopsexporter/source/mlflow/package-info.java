/** MLflow: models whose versions go to production, the runs that train them, and where those are recorded. */
@NullMarked
package io.mlopsexporter.source.mlflow;

import org.jspecify.annotations.NullMarked;
