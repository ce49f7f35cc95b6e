// Types of the service from its description; bytes are Blobs, as openapi-typescript's guide has it.
import { writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const blob = ts.factory.createTypeReferenceNode("Blob");
const types = await openapiTS(new URL(process.argv[2]), { transform: ({ format }) => (format === "binary" ? blob : undefined) });
writeFileSync("api.ts", astToString(types));
