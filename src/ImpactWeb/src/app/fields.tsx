import type { ComponentChildren } from "preact";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly fault?: string | undefined;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** A labelled field with its fault said beside it. The control inside takes the same id and, with a fault, aria-describedby={id}-fault. */
export function Field({ id, label, fault, hint, children }: FieldProps) {
  return (
    <div class={fault ? "field faulty" : "field"}>
      <label for={id}>{label}</label>
      {children}
      {fault ? <p class="fault" id={`${id}-fault`}>{fault}</p> : hint ? <p class="hint">{hint}</p> : null}
    </div>
  );
}

interface TextProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly fault?: string | undefined;
  readonly hint?: string;
  readonly list?: string;
  readonly inputMode?: "decimal" | "text";
  readonly placeholder?: string;
  readonly onValue: (value: string) => void;
}

export function TextField({ id, label, value, fault, hint, list, inputMode = "text", placeholder, onValue }: TextProps) {
  return (
    <Field id={id} label={label} fault={fault} {...(hint ? { hint } : {})}>
      <input id={id} type="text" inputMode={inputMode} autocomplete="off" spellcheck={false} value={value} list={list} placeholder={placeholder}
        aria-invalid={fault ? "true" : undefined} aria-describedby={fault ? `${id}-fault` : undefined} onInput={event => onValue(event.currentTarget.value)} />
    </Field>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onValue: (value: T) => void;
}

/** A few options side by side: radio buttons, so arrow keys move between them. */
export function Choice<T extends string>({ name, label, value, options, onValue }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {options.map(([option, text]) => (
        <label class={option === value ? "chosen" : undefined}>
          <input type="radio" name={name} value={option} checked={option === value} onChange={() => onValue(option)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
