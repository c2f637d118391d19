import type { ComponentChildren } from "preact";
import type { Contact } from "../api/types";
import { isReachable } from "../text/contact";
import { safeAddress } from "../text/links";
import { useWording } from "./context";
import { OutLink } from "./OutLink";

const Row = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <bdi>{children}</bdi>
    </dd>
  </div>
);

const phoneAddress = (phone: string) => `tel:${phone.replace(/[^\d+]/g, "")}`;
const mailAddress = (email: string) => `mailto:${encodeURIComponent(email).replace("%40", "@")}`;

/** How to reach the shop's people. */
export function ContactList({ contact }: { contact: Contact }) {
  const { t } = useWording();
  const { email, phone, hours, url } = contact;
  return (
    <dl class="aw-contact">
      {email && (
        <Row name={t("email")}>
          <a href={mailAddress(email)}>{email}</a>
        </Row>
      )}
      {phone && (
        <Row name={t("phone")}>
          <a href={phoneAddress(phone)}>{phone}</a>
        </Row>
      )}
      {hours && <Row name={t("hours")}>{hours}</Row>}
      {safeAddress(url) && (
        <Row name={t("web")}>
          <OutLink href={url}>{t("contactPage")}</OutLink>
        </Row>
      )}
    </dl>
  );
}

/** Stands in an answer that the shop's texts could not give. */
export function PersonCard({ contact }: { contact: Contact }) {
  const { t } = useWording();
  if (!isReachable(contact)) return null;
  return (
    <section class="aw-panel" aria-label={t("person")}>
      <h3>{t("person")}</h3>
      <ContactList contact={contact} />
    </section>
  );
}
