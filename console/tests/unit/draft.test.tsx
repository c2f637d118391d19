import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../../src/api/problem";
import { type Saved, useDraft } from "../../src/ui/draft";

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const kept = () => localStorage.getItem("aisle.draft.me.pike.greeting");

function open(save: (text: string, revision: string) => Promise<Saved>) {
  return renderHook(() =>
    useDraft({ name: "me.pike.greeting", text: "Hello", revision: "1", save }),
  );
}

const settle = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

describe("a draft", () => {
  it("is saved 800 ms after the last key, with the revision that it began from", async () => {
    const save = vi.fn(async () => ({ revision: "2" }));
    const { result } = open(save);
    act(() => result.current.write("Hello t"));
    await settle(500);
    act(() => result.current.write("Hello there"));
    await settle(799);
    expect(save).not.toHaveBeenCalled();
    await settle(1);
    expect(save).toHaveBeenCalledExactlyOnceWith("Hello there", "1");
    expect(result.current.state.name).toBe("saved");
    expect(kept()).toBeNull();
  });

  it("is kept on the device while the server cannot be reached, and sent when the network is back", async () => {
    const save = vi.fn<(text: string, revision: string) => Promise<Saved>>();
    save.mockRejectedValueOnce(new Problem(0, "unreachable", ""));
    save.mockResolvedValue({ revision: "2" });
    const { result } = open(save);
    act(() => result.current.write("Typed offline"));
    await settle(800);
    expect([result.current.state.name, kept()]).toEqual(["offline", "Typed offline"]);
    act(() => void window.dispatchEvent(new Event("online")));
    await settle(0);
    expect([result.current.state.name, kept()]).toEqual(["saved", null]);
  });

  it("is sent again by itself when the server was gone and the network was not", async () => {
    const save = vi.fn<(text: string, revision: string) => Promise<Saved>>();
    const gone = new Problem(502, "unreadable", "");
    save.mockRejectedValueOnce(gone).mockRejectedValueOnce(gone);
    save.mockResolvedValue({ revision: "2" });
    const { result } = open(save);
    act(() => result.current.write("Typed while it was gone"));
    await settle(800);
    expect(result.current.state.name).toBe("offline");
    for (let tried = 0; tried < 2; tried++) await settle(6_000);
    expect([result.current.state.name, kept()]).toEqual(["saved", null]);
    await settle(600_000);
    expect(save).toHaveBeenCalledTimes(3);
  });

  it("comes back after a reload with what was not saved", async () => {
    localStorage.setItem("aisle.draft.me.pike.greeting", "Half a sen");
    const { result } = open(async () => ({ revision: "2" }));
    expect([result.current.text, result.current.state.name]).toEqual(["Half a sen", "changed"]);
  });

  it("overwrites nobody: both texts are there, and nothing is written until one is chosen", async () => {
    const save = vi.fn<(text: string, revision: string) => Promise<Saved>>();
    save.mockResolvedValueOnce({ conflict: { text: "Theirs", revision: "7" } });
    save.mockResolvedValue({ revision: "8" });
    const { result } = open(save);
    act(() => result.current.write("Mine"));
    await settle(800);
    expect(result.current.state).toEqual({ name: "conflict", theirs: "Theirs" });
    expect(result.current.text).toBe("Mine");
    await settle(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    act(() => result.current.choose("Mine and theirs"));
    await settle(800);
    expect(save).toHaveBeenLastCalledWith("Mine and theirs", "7");
  });

  it("waits for the choice with what was typed while the conflict was on its way", async () => {
    const save = vi.fn<(text: string, revision: string) => Promise<Saved>>();
    const theirs = { conflict: { text: "Theirs", revision: "7" } };
    save.mockImplementationOnce(() => new Promise((done) => setTimeout(() => done(theirs), 300)));
    save.mockResolvedValue({ revision: "8" });
    const { result, unmount } = open(save);
    act(() => result.current.write("Mine"));
    await settle(900);
    act(() => result.current.write("Mine, and more"));
    await settle(60_000);
    act(() => void window.dispatchEvent(new Event("online")));
    act(() => result.current.flush());
    await settle(60_000);
    expect(result.current.state.name).toBe("conflict");
    unmount();
    expect(save).toHaveBeenCalledTimes(1);
    expect(kept()).toBe("Mine, and more");
  });

  it("never writes while nothing is typed", async () => {
    const save = vi.fn(async () => ({ revision: "2" }));
    const { unmount } = open(save);
    await settle(60_000);
    unmount();
    expect(save).not.toHaveBeenCalled();
  });
});
