import { CONNECT, isMessage, TO_PAGE, type ToFrame, type ToPage } from "../bridge/protocol";

/** The loader's end of the port. Nothing of the shopper's goes out before the frame has said its word. */
export function createLink(word: () => string, heard: (message: ToPage) => void) {
  let port: MessagePort | null = null;
  let isProven = false;

  function receive({ data }: MessageEvent): void {
    if (!isMessage(TO_PAGE, data)) return;
    if (data.type === "ready") isProven = data.word === word();
    if (isProven) heard(data);
  }

  function connect(frame: HTMLIFrameElement): void {
    const channel = new MessageChannel();
    port?.close();
    isProven = false;
    port = channel.port1;
    port.onmessage = receive;
    // A frame without an origin cannot be named; the message holds nothing but the way to answer.
    frame.contentWindow?.postMessage(CONNECT, "*", [channel.port2]);
  }

  return {
    connect,
    send: (message: ToFrame) => isProven && port?.postMessage(message),
    isReady: () => isProven,
    close: () => port?.close(),
  };
}
