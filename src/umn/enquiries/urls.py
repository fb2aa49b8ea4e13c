from django.urls import path

from umn.enquiries.views import answer, ask

urlpatterns = [
    path("ask/", ask.ask, name="ask"),
    path("ask/number/", ask.number, name="ask-sent"),
    path("ask/number.png", ask.picture_of_number, name="ask-picture"),
    path("answer/", answer.answer, name="answer"),
    path("answer/replies/", answer.replies, name="answer-replies"),
    path("answer/move/", answer.move, name="answer-move"),
    path("answer/deletion/", answer.deletion, name="answer-deletion"),
    path("answer/copy.<slug:form>", answer.copy, name="answer-copy"),
    path("answer/close/", answer.close, name="answer-close"),
]
