/** A form is sent once, however often its button is pressed. */
import { act, cleanup, renderHook } from "@testing-library/react";
import type { FormEvent } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { useForm } from "../../src/ui/useForm";

afterEach(cleanup);

const pressed = () =>
  ({
    preventDefault: () => {},
    currentTarget: document.createElement("form"),
  }) as never as FormEvent<HTMLFormElement>;

it("takes no second press while the first is under way, and takes one after a refusal", async () => {
  let refuse = (_: unknown) => {};
  const sent = (_: unknown, reject: typeof refuse) => {
    refuse = reject;
  };
  const send = vi.fn(() => new Promise<void>(sent));
  const { result } = renderHook(() => useForm(send));
  act(() => {
    result.current.onSubmit(pressed());
    result.current.onSubmit(pressed());
  });
  expect(send).toHaveBeenCalledOnce();
  expect(result.current.busy).toBe(true);
  await act(async () => refuse(new Error("gone")));
  expect(result.current.busy).toBe(false);
  act(() => result.current.onSubmit(pressed()));
  expect(send).toHaveBeenCalledTimes(2);
});
