/** Members, invitations and roles of the organization. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components, paths } from "../../../api/schema";

type Schemas = components["schemas"];
export type Member = Schemas["ShownMember"];
export type MemberLogin = Schemas["ShownMemberLogin"];
export type Invitation = Schemas["ShownInvitation"];
export type Role = Schemas["ShownRole"];
export type Given = Schemas["GivenRole"];
/** A role as bodies name it. store: slug; left out for the whole organization. */
export type Wanted =
  paths["/api/v1/members/{member_id}/roles"]["put"]["requestBody"]["content"]["application/json"]["roles"][number];
type Page<One> = { items: readonly One[]; next_cursor: string | null };

const PAGE = 100;

/** Read every page of a list. */
async function all<One>(page: (cursor?: string) => Promise<Page<One>>): Promise<readonly One[]> {
  const found: One[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    found.push(...next.items);
    cursor = next.next_cursor ?? undefined;
  } while (cursor);
  return found;
}

const asked = (cursor?: string) => ({
  params: { query: { limit: PAGE, ...(cursor && { cursor }) } },
});

export const membersQuery = queryOptions({
  queryKey: ["team", "members"],
  queryFn: () =>
    all<Member>((cursor) => answer<Page<Member>>(api.GET("/api/v1/members", asked(cursor)))),
});

export const invitationsQuery = queryOptions({
  queryKey: ["team", "invitations"],
  queryFn: () =>
    all<Invitation>((cursor) =>
      answer<Page<Invitation>>(api.GET("/api/v1/invitations", asked(cursor))),
    ),
});

export const rolesQuery = queryOptions({
  queryKey: ["team", "roles"],
  queryFn: async () => (await answer<{ items: Role[] }>(api.GET("/api/v1/roles"))).items,
});

const member = (member_id: string) => ({ params: { path: { member_id } } });
const invitation = (invitation_id: string) => ({ params: { path: { invitation_id } } });

/** Where a member is signed in; asked anew each time it is looked at. */
export const loginsOfQuery = (id: string) =>
  queryOptions({
    queryKey: ["team", "logins", id],
    queryFn: async () =>
      (
        await answer<{ items: MemberLogin[] }>(
          api.GET("/api/v1/members/{member_id}/logins", member(id)),
        )
      ).items,
  });

/** End one sign-in of a member, or without `login` all of them. */
export const endLogins = (id: string, login?: string) =>
  login
    ? answer(
        api.DELETE("/api/v1/members/{member_id}/logins/{member_login_id}", {
          params: { path: { member_id: id, member_login_id: login } },
        }),
      )
    : answer(api.DELETE("/api/v1/members/{member_id}/logins", member(id)));
export const suspend = (id: string, reason: string) =>
  answer(api.POST("/api/v1/members/{member_id}/suspend", { ...member(id), body: { reason } }));
export const resume = (id: string) =>
  answer(api.POST("/api/v1/members/{member_id}/resume", member(id)));
export const remove = (id: string, keys: "end" | "adopt") =>
  answer(
    api.DELETE("/api/v1/members/{member_id}", {
      params: { path: { member_id: id }, query: { keys } },
    }),
  );
export const changeRoles = (id: string, roles: Wanted[]) =>
  answer(api.PUT("/api/v1/members/{member_id}/roles", { ...member(id), body: { roles } }));
export const invite = (email: string, roles: Wanted[]) =>
  answer(api.POST("/api/v1/invitations", { body: { email, roles } }));
export const resend = (id: string) =>
  answer(api.POST("/api/v1/invitations/{invitation_id}/resend", invitation(id)));
export const revoke = (id: string) =>
  answer(api.DELETE("/api/v1/invitations/{invitation_id}", invitation(id)));
