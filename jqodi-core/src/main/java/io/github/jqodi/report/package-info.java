/**
 * Plans, comparisons and frontiers to look at: pages of HTML and figures of SVG that need no script, no other file and no
 * network.
 *
 * <pre>{@code
 * SolveResult result = Planner.create().plan(problem);
 * Files.writeString(Path.of("plan.html"), PlanReport.html(problem, result));
 * }</pre>
 *
 * <p>Reports of the caller's own are put together from charts, {@link io.github.jqodi.report.LineChart},
 * {@link io.github.jqodi.report.BarChart} and {@link io.github.jqodi.report.Timeline}, or from what a
 * {@link io.github.jqodi.report.Canvas} draws, and from tables and words on an {@link io.github.jqodi.report.HtmlPage}. Every
 * name is escaped, every number stands with its unit, rounded for people and exact for programs, and equal input gives equal
 * bytes.
 */
package io.github.jqodi.report;
