package io.github.jqodi.report;

/** Style rules. Paper is light whatever the screen is. */
final class Stylesheet {
    private static final String DARK_SCREEN = "@media screen and (prefers-color-scheme:dark){";

    private static final String DRAWING = """
            .jq{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
            .jq text{paint-order:stroke;stroke-width:3;stroke-linejoin:round}
            .jq-strong{font-weight:700}
            .jq-none{fill:none}
            .jq-grid{stroke-width:.75}
            .jq-axis{stroke-width:1}
            .jq-limit{fill:none;stroke-width:1.5;stroke-dasharray:5 3}
            .jq-line{fill:none;stroke-width:2;stroke-linejoin:round}
            .jq-band{stroke:none;opacity:.18}
            .jq-area{stroke-width:.75}
            .jq-hatch{fill:none;stroke-width:1.1;opacity:.8}
            .jq-whisker{fill:none;stroke-width:1.25}
            .jq-point{stroke-width:1.25}
            .jq-chosen{fill:none;stroke-width:2}
            .jq-d1{stroke-dasharray:7 3}.jq-d2{stroke-dasharray:2 2.5}.jq-d3{stroke-dasharray:9 3 2 3}
            .jq-d4{stroke-dasharray:4 2}.jq-d5{stroke-dasharray:12 4}.jq-d6{stroke-dasharray:1 3}.jq-d7{stroke-dasharray:9 2 2 2 2 2}
            """;

    private static final String PAGE = """
            *{box-sizing:border-box}
            body{margin:0;font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
            header,main,footer{max-width:74rem;margin:0 auto;padding:0 1.25rem}
            header{padding-top:1.5rem}
            footer{padding-top:1rem;padding-bottom:2rem;font-size:.875rem}
            h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
            h2{font-size:1.25rem;line-height:1.3;margin:2.25rem 0 .5rem;padding-top:.75rem;border-top:1px solid}
            h3{font-size:1.05rem;margin:1.5rem 0 .35rem}
            p,ul{margin:.5rem 0;max-width:46rem}
            ul{padding-left:1.25rem}
            .lead{font-size:1.1rem}
            .status{display:inline-block;font-weight:700;font-size:.875rem;letter-spacing:.03em;border:1.5px solid;border-radius:.3rem;padding:.05rem .5rem}
            .warnings{border:1px solid;border-left-width:.35rem;border-radius:.3rem;padding:.5rem .9rem;margin:1rem 0}
            .warnings h2{border:0;margin:0;padding:0;font-size:1rem}
            .warnings code{font-weight:700}
            .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.6rem;margin:1rem 0}
            .facts div{border-radius:.4rem;padding:.55rem .8rem}
            .facts dt{font-size:.875rem}
            .facts dd{margin:0}
            .facts .value{font-size:1.3rem;font-weight:650;line-height:1.3}
            .facts .note{display:block;font-size:.875rem}
            .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:1.25rem 2rem;align-items:start;margin:1rem 0}
            figure{margin:0;max-width:37rem}
            figure svg{display:block;width:100%;height:auto}
            figcaption{font-size:.9rem;margin:0 0 .35rem}
            figcaption b{display:block;font-size:1rem}
            .scroll{overflow-x:auto;margin:1rem 0}
            .scroll:focus-visible,summary:focus-visible,a:focus-visible{outline:2px solid;outline-offset:2px}
            table{border-collapse:collapse;width:max-content;font-size:.925rem}
            caption{text-align:left;font-weight:650;padding:0 0 .35rem}
            caption span{display:inline-block;position:sticky;left:0;max-width:calc(100vw - 2rem)}
            th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid}
            th{font-weight:650}
            th,td{padding-left:.5rem}
            .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            tbody th{font-weight:400}
            tfoot th,tfoot td{font-weight:700}
            .s{white-space:nowrap}
            .wide{min-width:12rem;max-width:26rem}
            details{margin:.5rem 0 1rem}
            summary{cursor:pointer}
            nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem}
            nav{font-size:.925rem}
            data{font-variant-numeric:tabular-nums}
            @media (max-width:40rem){.wide{max-width:16rem}header,main,footer{padding-left:.75rem;padding-right:.75rem}h1{font-size:1.35rem}}
            @media print{body{font-size:10pt}nav{display:none}h2{break-after:avoid}figure,.facts,tr{break-inside:avoid}.scroll{overflow:visible}table{width:auto;font-size:8pt}.wide{min-width:0;max-width:none}header,main,footer{max-width:none;padding:0}.figures{grid-template-columns:1fr 1fr}}
            """;

    private Stylesheet() {}

    /** Of a drawing that stands alone. */
    static String ofDrawing() {
        return DRAWING + drawing(Palette.LIGHT) + DARK_SCREEN + drawing(Palette.DARK) + "}\n";
    }

    /** Of a page with drawings. */
    static String ofPage() {
        return ":root{color-scheme:light dark}\n@media print{:root{color-scheme:light}}\n" + PAGE + page(Palette.LIGHT)
                + DARK_SCREEN + page(Palette.DARK) + "}\n" + ofDrawing();
    }

    private static String drawing(Palette palette) {
        StringBuilder css = new StringBuilder();
        css.append(".jq text{stroke:").append(palette.ground()).append('}');
        css.append(".jq-ground{fill:").append(palette.ground()).append('}');
        css.append(".jq-text,.jq-strong{fill:").append(palette.text()).append('}');
        css.append(".jq-muted{fill:").append(palette.muted()).append('}');
        css.append(".jq-grid{stroke:").append(palette.line()).append('}');
        css.append(".jq-axis{stroke:").append(palette.axis()).append('}');
        css.append(".jq-limit{stroke:").append(palette.bad()).append('}');
        css.append(".jq-limit-text{fill:").append(palette.bad()).append('}');
        css.append(".jq-area,.jq-hatch{stroke:").append(palette.ground()).append('}');
        css.append(".jq-whisker,.jq-chosen{stroke:").append(palette.text()).append('}');
        css.append(".jq-point{stroke:").append(palette.ground()).append('}');
        for (int i = 0; i < Look.COLOURS; i++) {
            String colour = palette.series().get(i);
            css.append(".jq-f").append(i).append("{fill:").append(colour).append('}');
            css.append(".jq-l").append(i).append("{stroke:").append(colour).append('}');
        }
        return css.append('\n').toString();
    }

    private static String page(Palette palette) {
        return "body{background:" + palette.ground() + ";color:" + palette.text() + "}"
                + "a,summary{color:" + palette.link() + "}"
                + "h2,th,td{border-color:" + palette.line() + "}"
                + "thead th,.facts div{background:" + palette.raised() + "}"
                + "footer,figcaption,.facts dt,.facts .note,.muted{color:" + palette.muted() + "}"
                + "figcaption b{color:" + palette.text() + "}"
                + ".good{color:" + palette.good() + "}.bad{color:" + palette.bad() + "}"
                + ".warnings{border-color:" + palette.bad() + "}\n";
    }
}
