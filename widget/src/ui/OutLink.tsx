import type { ComponentChildren } from "preact";
import { safeAddress } from "../text/links";
import { useWording } from "./context";

interface Props {
  href: string | null | undefined;
  class?: string;
  children: ComponentChildren;
}

/** A link out of the chat. An address that must not be followed leaves plain text. */
export function OutLink({ href, class: look, children }: Props) {
  const { t } = useWording();
  const address = safeAddress(href);
  if (!address) return <span class={look}>{children}</span>;
  return (
    <a class={look} href={address} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="aw-vh"> ({t("opensNewTab")})</span>
    </a>
  );
}
