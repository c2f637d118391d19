import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A part that is fetched when it is first drawn, and drawn when it has come. A failed fetch is tried by the next. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let known: ComponentType<P> | null = null;
  return function Lazy(props: P) {
    const [Part, setPart] = useState(() => known);
    useEffect(() => {
      if (known) return setPart(() => known);
      load().then(
        (part) => {
          known = part;
          setPart(() => part);
        },
        () => undefined,
      );
    }, []);
    return Part && <Part {...props} />;
  };
}
