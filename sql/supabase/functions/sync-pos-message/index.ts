// Takes one message as a till sends it, {"messages": […]}, or a bare array, plain or as gzip, and hands it to ingest_messages to
// the letter. Deploy it with --no-verify-jwt: keys of the new kind are no tokens, and the gateway would refuse them.
//
// It checks nobody's key against a list and has no rights of its own: it calls the database with the key and the token of its
// caller, and the database decides. Who brings neither is refused here.
//
// A service key names no store. For tills that have one, TILLMESH_STORE (and TILLMESH_TENANT) say whose messages these are.

const REST = `${Deno.env.get("SUPABASE_URL")}/rest/v1/rpc/ingest_messages`;
const ANYBODY = Deno.env.get("SUPABASE_ANON_KEY");
const TENANT = Deno.env.get("TILLMESH_TENANT");
const STORE = Deno.env.get("TILLMESH_STORE");

const SENT_MOST = 1 << 20; // bytes as they come
const INFLATED_MOST = 8 << 20; // bytes after inflating
const DATABASE_MOST = 12_000; // milliseconds

/** An answer that ends the call. */
class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

function json(status: number, body: unknown, more: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...more } });
}

/** Who calls, as the database is to hear it. */
function credentials(request: Request): Record<string, string> {
  const bearer = request.headers.get("Authorization")?.match(/^Bearer (.+)$/)?.[1];
  const apikey = request.headers.get("apikey");
  if (!bearer && !apikey) {
    throw new Refusal(401, "no_key", "the call brings no key");
  }
  // A key of the new kind is no token, also when it is sent as one.
  const isKey = bearer?.startsWith("sb_") ?? false;
  const key = apikey ?? (isKey ? bearer : ANYBODY ?? bearer);
  return { apikey: key!, ...(bearer && !isKey ? { Authorization: `Bearer ${bearer}` } : {}) };
}

async function bytes(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > most) {
      throw new Refusal(413, "too_large", `more than ${most} bytes`);
    }
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function text(request: Request): Promise<string> {
  const sent = await bytes(request.body ?? new Blob([]).stream(), SENT_MOST);
  const encoding = request.headers.get("Content-Encoding") ?? "identity";
  if (encoding === "identity") {
    return new TextDecoder().decode(sent);
  }
  if (encoding !== "gzip") {
    throw new Refusal(415, "encoding", `the encoding ${encoding} is not known`);
  }
  try {
    const inflated = new Blob([sent]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new TextDecoder().decode(await bytes(inflated, INFLATED_MOST));
  } catch (e) {
    // It did not arrive whole: that says nothing about the messages in it, and they may come again.
    throw e instanceof Refusal ? e : new Refusal(408, "broken_gzip", "the body did not arrive whole");
  }
}

type Said = { body: string; single?: string };

/** The arguments of ingest_messages. What came is put into them as text, so that no number is written anew. */
function said(text: string): Said {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Refusal(400, "bad_json", "the body is no JSON");
  }
  const whose = STORE ? `,"store":${JSON.stringify(STORE)},"tenant":${JSON.stringify(TENANT ?? "")}` : "";
  if (Array.isArray(parsed)) {
    return { body: `{"messages":${text}${whose}}` };
  }
  if (typeof parsed === "object" && parsed !== null) {
    if ("messages" in parsed) {
      return { body: "store" in parsed ? text : `${text.trimEnd().slice(0, -1)}${whose}}` };
    }
    const id = "messageId" in parsed ? parsed.messageId : "message_id" in parsed ? parsed.message_id : undefined;
    if (typeof id === "string") {
      return { body: `{"messages":[${text}]${whose}}`, single: id };
    }
  }
  throw new Refusal(400, "bad_form", "the body is neither a message nor messages");
}

/** What one till hears of its one message. */
async function one(id: string, answer: Response): Promise<Response> {
  const result = (await answer.json()).results?.[0];
  if (result?.message_id === id && (result.status === "applied" || result.status === "duplicate")) {
    return json(200, { success: true, messageId: id, timestamp: new Date().toISOString() });
  }
  if (result?.status === "conflict") {
    return json(409, { success: false, messageId: id, code: "conflict", error: "another message stands under this id" });
  }
  if (result?.status === "rejected") {
    return json(422, { success: false, messageId: id, code: result.code, error: "it cannot be stored" });
  }
  return json(502, { success: false, messageId: id, error: "the database did not say what became of it" });
}

async function serve(request: Request): Promise<Response> {
  if (request.method !== "POST") {
    return new Response("Method not allowed", { status: 405 });
  }
  try {
    const caller = credentials(request);
    const { body, single } = said(await text(request));
    const answer = await fetch(REST, {
      method: "POST",
      headers: { ...caller, "Content-Type": "application/json", Accept: "application/json" },
      body,
      signal: AbortSignal.timeout(DATABASE_MOST),
    });
    if (answer.ok && single !== undefined) {
      return await one(single, answer);
    }
    const patience = answer.headers.get("Retry-After");
    return new Response(answer.body, {
      status: answer.status,
      headers: {
        "Content-Type": answer.headers.get("Content-Type") ?? "application/json",
        ...(patience ? { "Retry-After": patience } : {}),
      },
    });
  } catch (e) {
    if (e instanceof Refusal) {
      return json(e.status, { success: false, code: e.code, error: e.message });
    }
    // Whether it was stored is not known. The sentence of the error may quote what was sent, and stays here.
    console.error(e instanceof Error ? e.name : "failed");
    return json(504, { success: false, error: "the database did not answer" });
  }
}

Deno.serve(serve);
