import { Component, type FunctionComponent, h } from "preact";

type Props = Record<string, unknown>;

const differs = (before: Props, after: Props) =>
  Object.keys({ ...before, ...after }).some((name) => before[name] !== after[name]);

/** A part that is drawn again only when one of its properties is another one. */
export function memo<P extends object>(View: FunctionComponent<P>): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return differs(this.props as Props, next as Props);
    }
    override render() {
      return h(View as FunctionComponent, this.props as object);
    }
  }
  return Memo as unknown as FunctionComponent<P>;
}
