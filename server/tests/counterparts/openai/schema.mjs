// A schema that needs no library to be written.
export const sizeSchema = {
  type: "object",
  properties: { size: { type: "integer" } },
  required: ["size"],
  additionalProperties: false,
};
