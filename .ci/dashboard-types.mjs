// node dashboard-types.mjs DASHBOARD.json …: beside a node_modules with typescript and @grafana/schema.
// Each dashboard becomes a literal of a type that is put together from Grafana's: unknown keys, wrong types and words that are
// in no enumeration are errors. Only what Grafana's types leave to data sources (annotations by Prometheus) is said here.
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

const here = dirname(fileURLToPath(import.meta.url));
const ts = createRequire(join(here, 'x.js'))('typescript');
const composable = (kind, name) => `@grafana/schema/dist/esm/raw/composable/${kind}/panelcfg/x/${name}PanelCfg_types.gen`;
const types = `
import type * as g from '@grafana/schema';
import type * as series from '${composable('timeseries', 'TimeSeries')}';
import type * as stat from '${composable('stat', 'Stat')}';
import type * as bars from '${composable('bargauge', 'BarGauge')}';
import type * as table from '${composable('table', 'Table')}';
import type * as text from '${composable('text', 'Text')}';

// JSON has the words of enumerations, not their names
type Plain<T> = 0 extends 1 & T ? any
    : unknown extends T ? unknown
    : T extends string ? \`\${T}\`
    : T extends number | boolean | null | undefined ? T
    : T extends Array<infer U> ? Array<Plain<U>>
    : { [K in keyof T]: Plain<T[K]> };

type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
type Fields<C> = { defaults: Omit<Known<g.FieldConfig>, 'custom'> & { custom?: Partial<C> }, overrides: g.FieldConfigSource['overrides'] };
type Of<K extends string, O, C = {}> = Omit<Known<g.Panel>, 'type' | 'options' | 'fieldConfig' | 'targets' | 'id'>
    & { id: number, type: K, options: Partial<O>, fieldConfig?: Fields<C>, targets?: Target[] };
interface Target { refId: string, datasource: g.DataSourceRef, editorMode: 'code', expr: string, legendFormat: string,
    format: 'table' | 'time_series', instant: boolean, range: boolean, exemplar: boolean }
type Some = Of<'timeseries', series.Options, series.FieldConfig> | Of<'stat', stat.Options> | Of<'bargauge', bars.Options>
    | Of<'table', Omit<table.Options, 'frameIndex'>, table.FieldConfig> | Of<'text', text.Options>;
type Row = Omit<Known<g.RowPanel>, 'panels'> & { panels: [] };
type Annotation = Known<g.AnnotationQuery> & { expr?: string, step?: string, titleFormat?: string, textFormat?: string,
    tagKeys?: string, useValueForTime?: boolean };
type Variable = Known<g.VariableModel> & { definition?: string };
export type Checked = Plain<Omit<Known<g.Dashboard>, 'panels' | 'annotations' | 'templating' | 'id'> & {
    id: null, liveNow: boolean, panels: Array<Some | Row>, annotations: { list: Annotation[] }, templating: { list: Variable[] } }>;
`;

const folder = mkdtempSync(join(here, 'types-'));
try {
    writeFileSync(join(folder, 'types.ts'), types);
    const files = process.argv.slice(2).map(file => {
        const source = join(folder, basename(file, '.json').replaceAll('-', '_') + '.ts');
        writeFileSync(source, `import type { Checked } from './types';\nexport const dashboard: Checked =\n${readFileSync(file)};\n`);
        return source;
    });
    const program = ts.createProgram(files, { strict: true, noEmit: true, skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.Bundler,
        module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, types: [] });
    const found = ts.getPreEmitDiagnostics(program);
    for (const one of found) {
        const at = one.file ? one.file.getLineAndCharacterOfPosition(one.start) : { line: 0 };
        console.error(`${one.file ? basename(one.file.fileName, '.ts') : ''}:${at.line - 1}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n').slice(0, 600)}`);
    }
    console.log(`${files.length} dashboards, ${found.length} deviations from Grafana's types`);
    process.exitCode = found.length || !files.length ? 1 : 0;
} finally {
    rmSync(folder, { recursive: true });
}
