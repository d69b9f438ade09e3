from monitor import model


class FakeChannel:
    """Keeps what it is given; answers as it was told, then "ok" for good."""

    def __init__(self, *answers: str | model.Failure) -> None:
        self.answers = list(answers)
        self.sent: list[model.DeliveryForSend] = []
        self.rest_count = 0

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        self.sent.append(delivery)
        return self.answers.pop(0) if self.answers else "ok"

    def rest(self) -> None:
        self.rest_count += 1
