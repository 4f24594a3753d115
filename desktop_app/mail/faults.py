"""What the room of mail raises."""


class NotMail(Exception):
    """The bytes are no message that can be read; the text is an Italian clause that says why."""
