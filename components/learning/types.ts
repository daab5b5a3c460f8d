import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type Room = NonNullable<FunctionReturnType<typeof api.learning.room>>;
export type RoomModule = Room["modules"][number];
export type RoomLesson = RoomModule["lessons"][number];
export type OpenLesson = NonNullable<FunctionReturnType<typeof api.learning.lesson>>;
