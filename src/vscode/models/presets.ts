/** Servers known to speak the OpenAI API, with the base URL that each documents. A person may change it before it is used. */

export interface Preset {
  /** A product's name, the same in every language. */
  readonly label: string;
  readonly baseUrl: string;
}

export const PRESETS: readonly Preset[] = [
  { label: 'Ollama', baseUrl: 'http://localhost:11434/v1' },
  { label: 'LM Studio', baseUrl: 'http://localhost:1234/v1' },
  { label: 'vLLM', baseUrl: 'http://localhost:8000/v1' },
  { label: 'llama.cpp', baseUrl: 'http://localhost:8080/v1' },
  { label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  // Azure's v1 API needs no api-version and takes its key as a bearer token, like the others; older deployment addresses are not served.
  { label: 'Azure OpenAI', baseUrl: 'https://YOUR-RESOURCE.openai.azure.com/openai/v1' },
  { label: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1' },
  { label: 'Qwen (DashScope)', baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1' },
  { label: 'Qwen (DashScope International)', baseUrl: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1' },
];

/** The part of a preset's address that only its user knows. */
export const PLACEHOLDER = 'YOUR-RESOURCE';
