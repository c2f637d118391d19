import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  /** What it is for, in a sentence. */
  more?: ReactNode;
  /** The way to more of it, or what can be done here. */
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of a screen that has several. */
export function Block({ title, more, action, children }: Props) {
  const id = useId();
  return (
    <section className="block" aria-labelledby={id}>
      <div className="block-h">
        <div>
          <h2 className="h2" id={id}>
            {title}
          </h2>
          {more && <p className="muted">{more}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
