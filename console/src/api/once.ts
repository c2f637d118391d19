/** A button that was pressed twice: the same change, asked for again while it is under way, is not sent again. */
const STREAM = "text/event-stream";
const underWay = new Map<string, Promise<Response>>();

type Send = (request: Request) => Promise<Response>;

/** Send a request, or wait for the answer of the same change that is under way already. Streams are each their own. */
export async function once(request: Request, send: Send): Promise<Response> {
  if (request.method === "GET" || request.headers.get("accept") === STREAM) return send(request);
  return waiting(await request.clone().text(), request, send);
}

/** The same for a form with files: they are told apart by name, size and time, and not read. */
export function onceForm(form: FormData, request: Request, send: Send): Promise<Response> {
  const told = [...form].map(([name, value]) =>
    value instanceof File ? [name, value.name, value.size, value.lastModified] : [name, value],
  );
  return waiting(JSON.stringify(told), request, send);
}

async function waiting(body: string, request: Request, send: Send): Promise<Response> {
  const name = `${request.method} ${request.url} ${body}`;
  const first = underWay.get(name) ?? begin(name, send(request));
  // Each who waits reads an answer of their own.
  return (await first).clone();
}

function begin(name: string, sent: Promise<Response>): Promise<Response> {
  underWay.set(name, sent);
  const done = () => underWay.delete(name);
  sent.then(done, done);
  return sent;
}
