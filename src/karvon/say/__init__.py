"""Words: every number, date and sentence that a person sees, in Russian and English."""
