import { defineApp } from "convex/server";
import shelf from "./shelf/convex.config";

const app = defineApp();
app.use(shelf, { name: "left" });
app.use(shelf, { name: "right" });
export default app;
