/*
 * A generateContent request as it goes over the wire. Only what is written here; Google's own names.
 * Source: https://ai.google.dev/api/generate-content, checked against @google/genai 3.1.0.
 */
export interface WirePart {
  text?: string;
  inlineData?: WireBlob;
  fileData?: { fileUri: string; mimeType?: string };
  functionCall?: { id: string; name: string; args: object };
  functionResponse?: { id: string; name: string; response: object; parts?: { inlineData: WireBlob }[] };
  thoughtSignature?: string;
}

export interface WireBlob {
  mimeType: string;
  data: string;
}

export interface WireContent {
  role: 'user' | 'model';
  parts: WirePart[];
}

export interface WireRequest {
  contents: WireContent[];
  systemInstruction?: { parts: WirePart[] };
  generationConfig?: Record<string, unknown>;
  tools?: { functionDeclarations: object[] }[];
  toolConfig?: { functionCallingConfig: { mode: string; allowedFunctionNames?: string[] } };
  serviceTier?: string;
}
