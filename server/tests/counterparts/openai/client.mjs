// Asks everything below /v1 with OpenAI's own client, and tells what came of it in one line of JSON.
import OpenAI from "openai";
import { sizeSchema } from "./schema.mjs";

const { BASE_URL: baseURL, KEY: apiKey, ASSISTANT: assistant, EMBEDDER: embedder, QUESTION: question } = process.env;
const client = new OpenAI({ apiKey, baseURL, maxRetries: 0 });
const messages = [{ role: "user", content: "Boots?" }];
const tools = [{ type: "function", function: { name: "stock", parameters: sizeSchema } }];
const told = {};

async function chunksOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function errorOf(work) {
  try {
    await work();
    return null;
  } catch (error) {
    return { name: error.constructor.name, status: error.status ?? null, code: error.code ?? null };
  }
}

const plain = await client.chat.completions.create({ model: "small", messages });
told.plain = { text: plain.choices[0].message.content, usage: plain.usage.total_tokens };

const chunks = await chunksOf(
  await client.chat.completions.create({ model: "small", messages, stream: true, stream_options: { include_usage: true } }),
);
told.streamed = {
  text: chunks.map((one) => one.choices[0]?.delta.content ?? "").join(""),
  usage: chunks.at(-1).usage.total_tokens,
};

const called = await client.chat.completions.stream({ model: "calling", messages, tools }).finalChatCompletion();
told.tool = called.choices[0].message.tool_calls[0].function;

const parsed = await client.chat.completions.parse({
  model: "json",
  messages,
  response_format: { type: "json_schema", json_schema: { name: "size", strict: true, schema: sizeSchema } },
});
told.json = JSON.parse(parsed.choices[0].message.content);

const response = await client.responses.create({ model: "small", input: "Boots?" });
told.response = { text: response.output_text, status: response.status };

const events = await chunksOf(await client.responses.create({ model: "small", input: "Boots?", stream: true }));
told.events = [...new Set(events.map((one) => one.type))];

const final = await client.responses.stream({ model: "small", input: "Boots?" }).finalResponse();
told.final = final.output_text;

const embedded = await client.embeddings.create({ model: embedder, input: ["one", "two"] });
told.embedded = { count: embedded.data.length, first: embedded.data[0].embedding.slice(0, 4), size: embedded.data[0].embedding.length };

told.models = [];
for await (const model of client.models.list()) told.models.push(model.id);
told.model = (await client.models.retrieve(assistant)).id;

const answer = await client.chat.completions.create({ model: assistant, messages: [{ role: "user", content: question }] });
told.assistant = { text: answer.choices[0].message.content, quote: answer.choices[0].message.aisle.citations[0].quote };

const stranger = new OpenAI({ apiKey: "aisle_sk_no", baseURL, maxRetries: 0 });
told.errors = {
  key: await errorOf(() => stranger.models.list()),
  model: await errorOf(() => client.chat.completions.create({ model: "large", messages })),
  field: await errorOf(() => client.chat.completions.create({ model: "small", messages, n: 2 })),
  away: await errorOf(() => client.chat.completions.create({ model: "away", messages })),
  broken: await errorOf(async () =>
    chunksOf(await client.chat.completions.create({ model: "broken", messages, stream: true })),
  ),
};
console.log(JSON.stringify(told));
