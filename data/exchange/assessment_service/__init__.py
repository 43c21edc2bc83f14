"""What an awarding organisation posts to the government's apprenticeship assessment service."""
