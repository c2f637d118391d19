import "./conversations.css";
import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useStream } from "../../api/stream";
import { eventsPath } from "./api";
import { List } from "./List";
import { Thread } from "./Thread";

/** The list of conversations with one of them beside it. On phones one of the two is shown. */
export default function Inbox() {
  const { t } = useTranslation("conversations");
  const { store, conversation } = useParams({ strict: false }) as {
    store: string;
    conversation?: string;
  };
  useLive(store);
  return (
    <div className="inbox" data-open={conversation ? "" : undefined}>
      <List store={store} chosen={conversation} />
      {conversation ? (
        <Thread key={conversation} store={store} id={conversation} />
      ) : (
        <p className="pick muted">{t("pick")}</p>
      )}
    </div>
  );
}

/** What happens in a conversation is fetched when the server says that it did. */
function useLive(store: string): void {
  const queries = useQueryClient();
  useStream<{ conversation_id: string }>(eventsPath(store), ({ conversation_id: id }) => {
    const base = ["store", store, "conversations"];
    for (const key of [["list"], ["side", id], ["thread", id]])
      void queries.invalidateQueries({ queryKey: [...base, ...key] });
  });
}
