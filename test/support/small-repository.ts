/** A few files with names to find, calls to follow and things to pass over. */
export const smallRepository: Readonly<Record<string, string>> = {
  'client/retry.go': `package client

// Retry calls send again with growing pauses until it succeeds or the policy gives up.
func Retry(policy Policy, send func() error) error {
	for attempt := 0; attempt < policy.Attempts; attempt++ {
		if err := send(); err == nil {
			return nil
		}
		sleepFor(policy, attempt)
	}
	return errGaveUp
}

// sleepFor waits for the pause that belongs to this attempt.
func sleepFor(policy Policy, attempt int) {
	clock.Sleep(policy.Base << attempt)
}
`,
  'client/download.go': `package client

// Download fetches one file and writes it to disk.
func Download(url string) error {
	return Retry(defaultPolicy, func() error { return fetch(url) })
}
`,
  'parse/number.c': `/* Reads a decimal number; stops at the first other character. */
int parse_number(const char *text) {
  int value = 0;
  while (is_digit(*text)) value = value * 10 + (*text++ - '0');
  return value;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }
`,
  'README.md': '# Example\n\nDownloads files and retries.\n',
  '.gitignore': 'build/\n',
  'build/out.go': 'package build\n',
  '.env': 'SECRET=hunter2\n',
};

/** What `Retry` of the small repository does, in another language and other words. */
export const againInPython = `"""Work that may fail for a while."""


def run_again(job, attempts):
    """Runs a job again and again, with longer pauses, until it works or the attempts are used up."""
    for attempt in range(attempts):
        if job():
            return True
        pause(attempt)
    return False
`;
