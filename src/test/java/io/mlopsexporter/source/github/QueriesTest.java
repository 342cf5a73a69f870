package io.mlopsexporter.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every GraphQL document of this package is one that GitHub accepts, by the schema that it publishes. */
class QueriesTest {
    private static final Path DOCUMENTS = Path.of("src/main/resources/io/mlopsexporter/source/github");

    /** The schema is bigger than what the parser takes from strangers. */
    private static final ParserOptions UNBOUNDED = ParserOptions.newParserOptions()
            .maxCharacters(Integer.MAX_VALUE)
            .maxTokens(Integer.MAX_VALUE)
            .maxWhitespaceTokens(Integer.MAX_VALUE)
            .maxRuleDepth(Integer.MAX_VALUE)
            .build();

    private static final class Schema {
        static final GraphQLSchema GITHUB = read();

        private static GraphQLSchema read() {
            try (InputStream packed =
                            Objects.requireNonNull(QueriesTest.class.getResourceAsStream("github-schema.graphql.gz"));
                    InputStream stream = new GZIPInputStream(packed)) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                Document document = parse(text);
                return UnExecutableSchemaGenerator.makeUnExecutableSchema(registry(document));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void pullRequestsWithPaths_differInTheirFilesAlone() {
        String withPaths = GitHubApi.text("PullRequestsWithPaths");
        assertThat(withPaths
                        .replace("PullRequestsWithPaths(", "PullRequests(")
                        .replace(", $files: String", "")
                        .replaceFirst("(?s)\\n *files\\(first.*?\\n      }(?=\\n)", ""))
                .isNotEqualTo(withPaths)
                .isEqualTo(GitHubApi.text("PullRequests"));
    }

    private static Document parse(String text) {
        return Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(text)
                .parserOptions(UNBOUNDED)
                .build());
    }

    /** GitHub's schema names some fields of EnterpriseOwnerInfo twice. */
    private static TypeDefinitionRegistry registry(Document document) {
        Document cleaned = document.transform(builder -> builder.definitions(document.getDefinitions().stream()
                .map(definition ->
                        definition instanceof ObjectTypeDefinition type ? withoutRepetitions(type) : definition)
                .toList()));
        return new SchemaParser().buildRegistry(cleaned);
    }

    private static ObjectTypeDefinition withoutRepetitions(ObjectTypeDefinition type) {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> fields.putIfAbsent(field.getName(), field));
        return type.transform(builder -> builder.fieldDefinitions(List.copyOf(fields.values())));
    }

    static Stream<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".graphql"))
                    .map(name -> name.replace(".graphql", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_isValidByGitHubsSchema_andHasTheOneOperationOfItsName(String name) {
        Document document = parse(GitHubApi.text(name));

        assertThat(new Validator().validateDocument(Schema.GITHUB, document, Locale.ROOT))
                .isEmpty();
        assertThat(document.getDefinitionsOfType(OperationDefinition.class))
                .extracting(OperationDefinition::getName)
                .containsExactly(name);
    }

    @Test
    void validation_findsAFieldThatDoesNotExist() {
        Document document = parse("query X { rateLimit { left } }");

        assertThat(new Validator().validateDocument(Schema.GITHUB, document, Locale.ROOT))
                .hasSize(1);
    }

    @Test
    void deployments_areAskedForNewestFirst_asTheDefaultIsOldestFirst() {
        for (String name : List.of("Sweep", "Deployments")) {
            assertThat(GitHubApi.text(name))
                    .containsPattern("deployments\\([^)]*orderBy: \\{field: CREATED_AT, direction: DESC}");
        }
    }
}
