import { type InputHTMLAttributes, type ReactNode, useId } from "react";

interface Common {
  label: ReactNode;
  help?: ReactNode;
  /** What is wrong with it, in a sentence. */
  fault?: string | undefined;
}

/** A labelled control with its help and its fault tied to it. children: draws the control with these attributes. */
export function Labelled({
  label,
  help,
  fault,
  children,
}: Common & { children: (attributes: Attributes) => ReactNode }) {
  const id = useId();
  const told = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        className: "input",
        ...(told && { "aria-describedby": told }),
        ...(fault && { "aria-invalid": true as const }),
      })}
      {help && <small id={`${id}-help`}>{help}</small>}
      {fault && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}

export interface Attributes {
  id: string;
  className: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/** One line of text. */
export function Field({
  label,
  help,
  fault,
  ...input
}: Common & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled label={label} help={help} fault={fault}>
      {(attributes) => <input {...input} {...attributes} />}
    </Labelled>
  );
}

/** Yes or no. */
export function Check({
  label,
  help,
  ...input
}: { label: ReactNode; help?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input type="checkbox" {...input} {...(help && { "aria-describedby": id })} />
        <span>{label}</span>
      </label>
      {help && <small id={id}>{help}</small>}
    </div>
  );
}

/** Move to the first control of a form that has a fault. */
export function focusFirstFault(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
