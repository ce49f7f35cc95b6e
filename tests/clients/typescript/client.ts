// Uses the service through types that were generated from its description, without a cast.
import { readFileSync } from "node:fs";
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const [address, file] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: address });
const picture = new Blob([readFileSync(file)]);
const asItIs = { bodySerializer: (body: unknown) => body };

const { data: estimate } = await client.POST("/v1/estimate", { params: { query: { threshold: 1, expect: "camera" } }, body: picture, ...asItIs });
if (!estimate || "pages" in estimate) throw new Error("no picture");
const angle: number = estimate.predicted_angle;

const { data: upright, response } = await client.POST("/v1/fix", { params: { query: { turn: 90 } }, body: picture, parseAs: "blob", ...asItIs });
const { error } = await client.POST("/v1/fix", { params: { query: { quality: 0 } }, body: picture, ...asItIs });
const code: string | undefined = error?.code;
const { data: job } = await client.GET("/v1/jobs/{id}", { params: { path: { id: "none" } } });

console.log(JSON.stringify({
  decision: estimate.decision, isNumber: typeof angle === "number", size: upright instanceof Blob ? upright.size : 0, turned: response.headers.get("upright-turned"), code, job: job ?? null,
}));
