import { useTranslation } from "react-i18next";
import { tellProblem } from "../../problems/said";
import { Button } from "../../ui/Button";
import { Badge } from "../../ui/pieces";
import { tell } from "../../ui/toasts";
import type { Say } from "./OwnWords";
import type { Overrides } from "./types";
import { shownFirst } from "./words";

/** The pictures in the order in which they are shown; the first one is on the card. */
export function Pictures({ found, may, say }: { found: Overrides; may: boolean; say: Say }) {
  const { t } = useTranslation("catalogue");
  const { images } = found.product;
  const own = found.items.some((one) => one.field === "images");
  const act = async (wishes: Parameters<Say>[0]) => {
    try {
      await say(wishes);
      tell(t("own.saved", { field: t("field.images") }));
    } catch (error) {
      void tellProblem(error, t("own.unsaved"));
    }
  };
  if (images.length < 2 && !own) return null;
  return (
    <section>
      <h3 className="h2">
        {t("pictures")} {own && <Badge mood="acc">{t("own.mine")}</Badge>}
      </h3>
      <ol className="cat-pictures">
        {images.map((image, at) => (
          <li key={image.url}>
            <img src={image.url} alt={image.alt ?? ""} loading="lazy" />
            {may && at > 0 && (
              <Button small onClick={() => act({ set: { images: shownFirst(images, at) } })}>
                {t("pictures.first", { number: at + 1 })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {own && may && (
        <Button small kind="quiet" onClick={() => act({ take_back: ["images"] })}>
          {t("own.back")}
        </Button>
      )}
    </section>
  );
}
