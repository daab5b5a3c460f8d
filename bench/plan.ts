import { anyApi } from "convex/server";

/** How often everything is measured. */
export const repeats = 5;
/** Measurements in one repeat. */
export const rounds = 200;
/** Rounds that are not counted, until the engine has compiled what is hot. */
export const warmUp = 2_000;
/** The functions of bench/project. */
export const api = anyApi.school!;
