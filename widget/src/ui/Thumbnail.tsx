import { useState } from "preact/hooks";
import type { Picture } from "../api/types";
import { safeAddress } from "../text/links";
import { Icon } from "./icons";

interface Props {
  picture: Picture | null;
  size: number;
}

/** A picture of fixed size, with a quiet stand-in of the same size when there is none. */
export function Thumbnail({ picture, size }: Props) {
  const [failed, setFailed] = useState(false);
  const address = safeAddress(picture?.url);
  return (
    <span class={`aw-pic aw-pic-${size}`}>
      {address && !failed ? (
        <img
          src={address}
          alt={picture?.alt ?? ""}
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          onError={() => setFailed(true)}
        />
      ) : (
        <Icon shape="picture" />
      )}
    </span>
  );
}
