import type { Theme } from "../app/theme.ts";

/** Colours of the pictures; safe for the common colour-vision deficiencies (blue against orange), never the only sign of anything. */
export interface Palette {
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly blue: string;
  readonly orange: string;
  readonly grey: string;
  /** Outer to inner: all outcomes, 90, 80, 50 %. */
  readonly bands: readonly [string, string, string, string];
  readonly surface: string;
}

const palettes: Readonly<Record<Theme, Palette>> = {
  light: { text: "#1c2430", faint: "#5a6675", grid: "#e2e7ee", blue: "#1f62cf", orange: "#a94e08", grey: "#8a95a3", bands: ["#e3ebf8", "#c4d7f5", "#98bbee", "#5f93e3"], surface: "#ffffff" },
  dark: { text: "#e6ebf2", faint: "#9aa7b8", grid: "#2a3442", blue: "#6ea3f5", orange: "#f0a35e", grey: "#75828f", bands: ["#1d2a3d", "#24406a", "#2d5796", "#3f78cd"], surface: "#151b24" },
};

export function paletteOf(theme: Theme): Palette {
  return palettes[theme];
}

/** Axes alike in all pictures. */
export function axis(palette: Palette, name: string) {
  return {
    name,
    nameLocation: "middle" as const,
    nameGap: 28,
    nameTextStyle: { color: palette.faint },
    axisLabel: { color: palette.faint, hideOverlap: true },
    axisLine: { lineStyle: { color: palette.grey } },
    splitLine: { lineStyle: { color: palette.grid } },
  };
}
