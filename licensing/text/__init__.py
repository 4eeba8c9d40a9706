"""What strings know by themselves: words, sentences, speech, quotation marks, dates, fingerprints."""
