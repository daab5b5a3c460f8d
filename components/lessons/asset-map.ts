import type { ServedAsset } from "@/services/assets/asset";

/** Assets by their id, as the views look them up. */
export const assetMap = (assets: readonly ServedAsset[]): ReadonlyMap<string, ServedAsset> =>
  new Map(assets.map((asset) => [asset._id, asset]));
