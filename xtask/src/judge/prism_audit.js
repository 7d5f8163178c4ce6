// Prints a line for each schema of a body that Prism would not check, because Ajv cannot compile it: `node prism_audit.js DOCUMENT`.
const { getHttpOperationsFromSpec } = require("@stoplight/prism-cli/dist/operations.js");
const { stripReadOnlyProperties, stripWriteOnlyProperties } = require("@stoplight/prism-http/dist/utils/filterRequiredProperties.js");
const mergeAllOf = require("@stoplight/json-schema-merge-allof");
const Ajv = require("ajv").default;
const addFormats = require("ajv-formats").default;

// What Prism does before it compiles: the members of `allOf` become one schema, or stay where they contradict each other.
function merged(schema) {
  try {
    return mergeAllOf(schema, { deep: true, ignoreAdditionalProperties: true });
  } catch {
    return schema;
  }
}

function bodies(operation) {
  const asked = operation.request?.body?.contents ?? [];
  const answered = (operation.responses ?? []).flatMap((response) =>
    (response.contents ?? []).map((content) => ["answer " + response.code, content, stripWriteOnlyProperties]),
  );
  return [...asked.map((content) => ["request", content, stripReadOnlyProperties]), ...answered];
}

async function audit(path) {
  for (const operation of await getHttpOperationsFromSpec(path)) {
    const ajv = new Ajv({ allErrors: true, allowMatchingProperties: true, allowUnionTypes: true, logger: false, strict: false });
    addFormats(ajv);
    for (const [what, content, strip] of bodies(operation)) {
      if (!content.schema) continue;
      const stripped = strip(merged(content.schema));
      if (stripped._tag === "None") continue;
      const schema = stripped._tag === "Some" ? stripped.value : stripped;
      try {
        ajv.compile({ ...schema, __bundled__: operation.__bundled__ });
      } catch (error) {
        console.log(`${what} of ${operation.method} ${operation.path}: ${error.message.split("\n")[0]}`);
      }
    }
  }
}

audit(process.argv[2]).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
