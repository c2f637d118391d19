import { useEffect, useState } from "preact/hooks";
import type { View } from "../chat/context";
import { useKit } from "./context";

/** One thing out of the view; redraws only when that thing changed. */
function useView<T>(select: (view: View) => T): T {
  const { view } = useKit();
  const [value, setValue] = useState(() => select(view.get()));
  useEffect(() => {
    const look = () => setValue(() => select(view.get()));
    look();
    return view.watch(look);
  }, [view]);
  return value;
}

/** What the page listens to. */
export const useListens = () => useView(({ around }) => around.listens);

/** What the page can do with a product, and what became of it. */
export function useBasket(id: string) {
  const listens = useListens();
  const state = useView(({ basket }) => basket[id] ?? null);
  return { listens, state };
}

/** Whether the panel is all that can be seen. */
export const useModal = () => useView(({ around }) => around.isModal);

/** Whether the panel is open on its page. */
export const useShown = () => useView(({ around }) => around.isShown);
