/** The page's HTML: an empty body, one script and one style sheet of ours, and a policy that lets in nothing else. Pure. */

export interface PageOptions {
  /** Unguessable and new for every page. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  readonly language: string;
}

/** Whatever a model or a repository gets into the page: it cannot load, connect, frame, submit or evaluate. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export function pageHtml({ nonce, script, style, language }: PageOptions): string {
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(contentPolicy(nonce))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${attribute(nonce)}" href="${attribute(style)}">
<title>Parallax</title>
</head>
<body>
<script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
