import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent, MarkPointComponent } from "echarts/components";
import { init, use } from "echarts/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, AriaComponent, GridComponent, MarkLineComponent, MarkPointComponent, SVGRenderer]);

interface Drawn {
  kind: "bars" | "line";
  across: boolean;
  name: string;
  unit: "seconds" | "percent" | "points" | "count";
  labels: string[];
  values: (number | null)[];
  said: string[];
  few: boolean[];
  links: string[];
  targets: number[];
  marks: { at: number; words: string }[];
}

const charts = new Map<HTMLElement, EChartsType>();

function lasting(seconds: number): string {
  if (seconds >= 172800) return `${Math.round(seconds / 86400)} d`;
  return seconds >= 7200 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 60)} min`;
}

function tick(unit: Drawn["unit"], value: number): string {
  if (unit === "seconds") return lasting(value);
  return unit === "percent" ? `${value} %` : `${value}`;
}

const BEATS = [60, 300, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800, 2419200];

const most = (drawn: Drawn): number => Math.max(60, ...drawn.targets, ...drawn.values.map((value) => value ?? 0));

/** Hours and days divide by other numbers than ten. */
function beat(drawn: Drawn): number {
  return BEATS.find((step) => most(drawn) / step <= 4) ?? 604800 * Math.ceil(most(drawn) / 2419200);
}

/** The colours of the page, whatever the theme: ECharts reads no custom properties. */
function palette(box: HTMLElement) {
  const style = getComputedStyle(box);
  const own = (name: string) => style.getPropertyValue(name).trim();
  return { ink: style.color, line: own("--line"), accent: own("--color-primary"), paper: own("--color-base-100"), muted: own("--muted"), target: own("--green") };
}

/** Each step with the numbers that its marks have in the list above the charts. */
function numbered(marks: Drawn["marks"]): [number, string][] {
  const found = new Map<number, number[]>();
  marks.forEach((mark, number) => found.set(mark.at, [...(found.get(mark.at) ?? []), number + 1]));
  return [...found].map(([at, own]) => [at, own.length > 1 ? `${own[0]}–${own[own.length - 1]}` : `${own[0]}`]);
}

function options(drawn: Drawn, box: HTMLElement): EChartsCoreOption {
  const colours = palette(box);
  const names = { type: "category", data: drawn.labels, axisLabel: { color: colours.muted, hideOverlap: true, ...(drawn.across ? { width: 128, overflow: "truncate" } : {}) }, axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false } };
  const values = {
    type: "value",
    min: 0,
    max: drawn.unit === "percent" ? 100 : drawn.unit === "points" ? 5 : drawn.unit === "seconds" ? beat(drawn) * Math.ceil(most(drawn) / beat(drawn)) : undefined,
    minInterval: drawn.unit === "count" ? 1 : undefined,
    interval: drawn.unit === "seconds" ? beat(drawn) : drawn.unit === "percent" ? 25 : drawn.unit === "points" ? 1 : undefined,
    splitNumber: 3,
    axisLabel: { color: colours.muted, formatter: (value: number) => tick(drawn.unit, value) },
    splitLine: { lineStyle: { color: colours.line } },
  };
  const data = drawn.values.map((value, at) => ({
    value,
    symbol: "circle",
    itemStyle: drawn.few[at] ? { color: colours.paper, borderColor: colours.muted, borderWidth: 1.5 } : {},
    label: drawn.across ? { show: true, position: "right", formatter: drawn.said[at], color: colours.ink } : {},
  }));
  const target = drawn.targets.map((value) => ({ [drawn.across ? "xAxis" : "yAxis"]: value, lineStyle: { color: colours.target, type: "dashed" }, label: { formatter: `target ${tick(drawn.unit, value)}`, color: colours.muted, position: "end" } }));
  const marks = numbered(drawn.marks).map(([at, numbers]) => ({ xAxis: at, lineStyle: { color: colours.muted, type: "dotted" }, label: { formatter: numbers, color: colours.muted, position: "end", distance: 10 } }));
  return {
    animation: false,
    aria: { enabled: true, decal: { show: drawn.kind === "bars" } },
    color: [colours.accent],
    textStyle: { fontFamily: "inherit" },
    grid: { left: 8, right: drawn.across ? 56 : drawn.targets.length ? 84 : 16, top: 28, bottom: 4, containLabel: true }, // beside the line, the target strikes through no point
    xAxis: drawn.across ? values : names,
    yAxis: drawn.across ? { ...names, inverse: true } : values,
    series: [
      {
        type: drawn.kind === "bars" ? "bar" : "line",
        name: drawn.name,
        data,
        cursor: "pointer",
        symbolSize: drawn.values.length > 14 ? 6 : 8,
        showAllSymbol: true, // a day between two empty ones would not be seen at all
        barMaxWidth: 28,
        connectNulls: false,
        lineStyle: { width: 2 },
        markLine: { silent: true, symbol: "none", data: [...target, ...marks] },
      },
    ],
  };
}

function save(chart: EChartsType, name: string, paper: string): void {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [chart.getWidth() * 2, chart.getHeight() * 2];
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.fillStyle = paper;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    [link.href, link.download] = [canvas.toDataURL("image/png"), `${name}.png`];
    link.click();
  };
  image.src = chart.getDataURL({ type: "svg" });
}

function saver(box: HTMLElement, chart: EChartsType, drawn: Drawn): void {
  const button = document.createElement("button");
  [button.type, button.className, button.textContent] = ["button", "btn btn-ghost btn-xs chart-save", "PNG"];
  button.setAttribute("aria-label", `${drawn.name} as a PNG`);
  button.addEventListener("click", () => save(chart, drawn.name, palette(box).paper));
  box.after(button);
}

/** Every chart of the page that is not drawn yet. A point or bar opens the cases that it counts. */
export function drawAll(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-chart]:not([data-drawn])")) {
    const drawn = JSON.parse(box.dataset.chart ?? "{}") as Drawn;
    box.dataset.drawn = ""; // it has no height before
    const chart = init(box, null, { renderer: "svg" });
    chart.setOption(options(drawn, box));
    chart.on("click", (event) => {
      const link = drawn.links[event.dataIndex];
      if (link) location.assign(link);
    });
    saver(box, chart, drawn);
    charts.set(box, chart);
  }
  for (const [box, chart] of charts) {
    if (box.isConnected) continue;
    chart.dispose();
    charts.delete(box);
  }
}

const themes = () => { for (const [box, chart] of charts) chart.setOption(options(JSON.parse(box.dataset.chart ?? "{}") as Drawn, box)); };
new MutationObserver(themes).observe(document.documentElement, { attributeFilter: ["data-theme"] });
addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", themes);
