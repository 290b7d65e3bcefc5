import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import type { EChartsOption } from "echarts";
import { createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import type { Theme } from "../app/theme.ts";
import { paletteOf, type Palette } from "./palette.ts";

echarts.use([BarChart, CustomChart, LineChart, ScatterChart, GridComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent, AriaComponent, LabelLayout, SVGRenderer]);

export const ThemeContext = createContext<Theme>("light");

export type ChartHandle = echarts.ECharts;

interface Props {
  /** Says what the picture shows, for those who do not see it. */
  readonly label: string;
  readonly heightPx: number;
  readonly option: (palette: Palette) => EChartsOption;
  readonly onReady?: (chart: ChartHandle) => void;
}

/** One picture: drawn as SVG, redrawn when its option, the theme or its width changes. */
export function Chart({ label, heightPx, option, onReady }: Props) {
  const theme = useContext(ThemeContext);
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ChartHandle>();

  useEffect(() => {
    const made = echarts.init(box.current!, undefined, { renderer: "svg" });
    chart.current = made;
    onReady?.(made);
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const palette = paletteOf(theme);
    chart.current?.setOption({ animation: false, textStyle: { color: palette.text, fontFamily: "inherit" }, ...option(palette) }, { notMerge: true });
  });

  return <div ref={box} class="chart" role="img" aria-label={label} style={{ height: `${heightPx}px` }} />;
}
