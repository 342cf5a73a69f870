package io.mlopsexporter.explain.view;

/** How the page looks: as the landing page does, on wide and narrow windows, in light and dark. */
final class Style {
    static final String CSS = """
            :root { --text: #1c2430; --soft: #5b6675; --line: #dfe4ea; --back: #f6f7f9; --card: #fff; --link: #0b5cad; --bad: #b42318; --mark: #eef3f9; }
            @media (prefers-color-scheme: dark) {
              :root { --text: #e6e9ee; --soft: #9aa5b4; --line: #2e3642; --back: #14181e; --card: #1b212a; --link: #78b3f5; --bad: #ff8a80; --mark: #222b37; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
            main { max-width: 84rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
            h1 { font-size: 1.6rem; margin: .5rem 0 0; overflow-wrap: anywhere; }
            h2 { font-size: 1.1rem; margin: 2rem 0 .15rem; }
            h2 small { font-weight: normal; color: var(--soft); margin-left: .3rem; }
            p { margin: .25rem 0 .6rem; max-width: 70rem; }
            .soft, .soft a { color: var(--soft); }
            a { color: var(--link); text-decoration: none; }
            a:hover, a:focus { text-decoration: underline; }
            form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0 1.25rem; }
            label { display: grid; gap: .2rem; font-size: .8rem; color: var(--soft); min-width: 0; }
            select, button { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .6rem; max-width: 22rem; }
            button { background: var(--link); border-color: var(--link); color: var(--card); font-weight: 600; padding: .4rem 1.2rem; cursor: pointer; }
            nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; }
            nav + .card { margin-top: .6rem; }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; overflow-x: auto; }
            .card + p { margin-top: .6rem; }
            .card > p { padding: .6rem .9rem; margin: 0; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .4rem .9rem; border-top: 1px solid var(--line); }
            thead th { font-size: .8rem; font-weight: 600; color: var(--soft); border-top: 0; white-space: nowrap; }
            tbody tr:hover { background: var(--mark); }
            td p { margin: 0; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .time { font-variant-numeric: tabular-nums; white-space: nowrap; }
            .title { min-width: 14rem; overflow-wrap: anywhere; }
            .main { font-weight: 600; }
            .bad { color: var(--bad); }
            code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
            .pager { display: flex; flex-wrap: wrap; gap: 1rem; padding: .55rem .9rem; border-top: 1px solid var(--line); }
            .hurt { border-left: .3rem solid var(--bad); }
            @media (max-width: 46rem) {
              main { padding: 1rem .75rem 3rem; }
              form label { flex: 1 1 40%; } select { max-width: 100%; width: 100%; } button { flex: 1 1 100%; }
              thead { position: absolute; left: -999rem; }
              tr { display: block; padding: .45rem 0; border-top: 1px solid var(--line); }
              tbody tr:first-child { border-top: 0; }
              tbody td { display: block; position: relative; border: 0; padding: .1rem .9rem .1rem 8rem; text-align: left; white-space: normal; overflow-wrap: anywhere; }
              tbody td.number { text-align: left; }
              tbody [data-of]::before { content: attr(data-of); position: absolute; left: .9rem; color: var(--soft); font-size: .85em; font-weight: normal; }
              tbody td:empty { display: none; }
              .title { min-width: 0; }
              .hurt { border-left: 0; color: var(--bad); }
            }
            """;

    private Style() {}
}
