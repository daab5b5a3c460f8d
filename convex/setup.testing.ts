/// <reference types="vite/client" />
import { convexTest } from "convex-test";
import schema from "./schema";

const modules = import.meta.glob(["./**/*.{ts,js}", "!./**/*.test.ts", "!./**/*.testing.ts"]);
/** A fresh backend in memory, with our functions and schema. */
export const openConvex = () => convexTest({ schema, modules });
