export function Calibration(_: { modelId: string }) { return null; }
