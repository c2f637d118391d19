import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { type FormEvent, useState } from "react";
import type { ShopMessage } from "./aisle";

interface Props {
  api: string;
  token: string;
  id: string;
  before: ShopMessage[];
}

/** A chat with the AI SDK's own hook and transport, nothing adapted. */
export function Chat({ api, token, id, before }: Props) {
  const [text, setText] = useState("");
  const { messages, sendMessage, regenerate, stop, status, error } = useChat<ShopMessage>({
    id,
    messages: before,
    resume: before.at(-1)?.role === "user",
    transport: new DefaultChatTransport({
      api: `${api}/chat`,
      headers: { Authorization: `Bearer ${token}` },
    }),
  });
  const busy = status === "submitted" || status === "streaming";

  function ask(event: FormEvent) {
    event.preventDefault();
    if (!text.trim()) return;
    void sendMessage({ text });
    setText("");
  }

  return (
    <>
      <section aria-label="Conversation" aria-live="polite" aria-busy={busy}>
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
        {error && <p role="alert">That did not work: {error.message}</p>}
      </section>
      <form onSubmit={ask}>
        <input
          aria-label="Your question"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {busy ? (
          <button type="button" onClick={() => void stop()}>
            Stop
          </button>
        ) : (
          <button type="submit">Ask</button>
        )}
        <button type="button" disabled={busy || messages.length === 0} onClick={() => void regenerate()}>
          Answer again
        </button>
      </form>
    </>
  );
}

function Message({ message }: { message: ShopMessage }) {
  return (
    <article data-role={message.role}>
      {message.parts.map((part, place) => {
        const key = `${message.id}-${place}`;
        if (part.type === "text") return <p key={key}>{part.text.replaceAll("**", "")}</p>;
        if (part.type === "data-citation")
          return (
            <aside key={key}>
              [{part.data.mark}] {part.data.title}: “{part.data.quote}”
            </aside>
          );
        if (part.type === "data-product") return <p key={key}>{part.data.title}</p>;
        return null;
      })}
    </article>
  );
}
