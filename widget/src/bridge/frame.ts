import { CONNECT, isMessage, TO_FRAME, type ToFrame, type ToPage } from "./protocol";

type Of<T extends ToFrame["type"]> = Extract<ToFrame, { type: T }>;
type Welcome = Of<"welcome">;

/** The frame's end of the port to the shop's page. */
export interface Bridge {
  welcome: Welcome;
  send(message: ToPage): void;
  /** Asks the page for something; rejects when it could not be done. */
  request(
    message:
      | { type: "session"; words: string; language: string }
      | { type: "event"; name: string; detail: object },
  ): Promise<unknown>;
  on<T extends ToFrame["type"]>(type: T, heard: (message: Of<T>) => void): void;
}

/** Waits for the port. Only the window around this one may send it, and only from a page that the store lists. */
function portFrom(origins: readonly string[]): Promise<MessagePort> {
  return new Promise((resolve) => {
    addEventListener("message", function heard({ source, origin, data, ports }: MessageEvent) {
      const [port] = ports;
      const isPage = source === parent && source !== window && origins.includes(origin);
      if (!isPage || data !== CONNECT || !port) return;
      removeEventListener("message", heard);
      resolve(port);
    });
  });
}

type Waiting = Map<number, { resolve(value: unknown): void; reject(error: Error): void }>;

function settle(waiting: Waiting, { id, ok, value }: Of<"reply">): void {
  const one = waiting.get(id);
  waiting.delete(id);
  if (ok) one?.resolve(value);
  else one?.reject(new Error("The page could not do it."));
}

/** Joins the frame to the page around it. `word`: what stands in the frame's own address. */
export async function joinPage(origins: readonly string[], word: string): Promise<Bridge> {
  const port = await portFrom(origins);
  const heard = new Map<string, (message: never) => void>();
  const early: ToFrame[] = [];
  const waiting: Waiting = new Map();
  let last = 0;

  function take(message: ToFrame): void {
    const listener = heard.get(message.type);
    if (message.type === "reply") settle(waiting, message);
    else if (listener) listener(message as never);
    else early.push(message);
  }

  const welcome = new Promise<Welcome>((resolve) => {
    port.onmessage = ({ data }) => {
      if (!isMessage(TO_FRAME, data)) return;
      if (data.type === "welcome") resolve(data);
      else take(data);
    };
  });
  port.postMessage({ type: "ready", word } satisfies ToPage);
  return {
    welcome: await welcome,
    send: (message) => port.postMessage(message),
    request(message) {
      last += 1;
      const id = last;
      port.postMessage({ ...message, id });
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    /** What came before anybody listened is told then. */
    on(type, listener) {
      heard.set(type, listener as (message: never) => void);
      for (const message of early.splice(0)) take(message);
    },
  };
}
