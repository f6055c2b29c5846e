import { z } from 'zod';

/** The messages of a model call, whichever convention or dialect they came in. */
export const messagePartSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('reasoning'), text: z.string() }),
  z.object({
    type: z.literal('tool_call'),
    id: z.string().nullable(),
    name: z.string(),
    arguments: z.json(),
  }),
  z.object({ type: z.literal('tool_result'), id: z.string().nullable(), result: z.json() }),
  /**
   * An image, audio or file. Never fetched: what is somewhere else is shown as a placeholder; a picture that was sent in
   * the message itself is `dataUrl`, if `isPictureUrl` says that it may be shown.
   */
  z.object({
    type: z.literal('media'),
    mediaType: z.string().nullable(),
    description: z.string(),
    dataUrl: z.string().optional(),
  }),
  z.object({ type: z.literal('other'), value: z.json() }),
]);
export type MessagePart = z.infer<typeof messagePartSchema>;

export const messageSchema = z.object({
  role: z.string(),
  name: z.string().nullable(),
  parts: z.array(messagePartSchema),
  finishReason: z.string().nullable(),
});
export type Message = z.infer<typeof messageSchema>;

export const toolDefinitionSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  parameters: z.json().nullable(),
});
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

export const conversationSchema = z.object({
  input: z.array(messageSchema),
  output: z.array(messageSchema),
  tools: z.array(toolDefinitionSchema),
});
export type Conversation = z.infer<typeof conversationSchema>;
