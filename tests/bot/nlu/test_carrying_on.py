import numpy as np
import pytest

from bot.nlu.carrying_on import CarryingOnModel
from bot.nlu.sentence_model import DIMENSIONS


def test_the_log_odds_are_a_weighted_sum_of_the_meaning():
    model = CarryingOnModel(np.array([1.0, -2.0]), intercept=0.5)
    assert model.log_odds(np.array([0.5, 0.25])) == pytest.approx(0.5)


def test_the_fitted_weights_fit_the_encoder():
    assert CarryingOnModel().weights.shape == (DIMENSIONS,)
