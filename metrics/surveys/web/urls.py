from django.urls import path

from . import public

urlpatterns = [path("satisfaction/<str:rating>", public.satisfaction, name="satisfaction")]
