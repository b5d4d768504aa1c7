import shutil

import pytest

from bot import training
from bot.paths import CONFIG_FILE, DATA_DIRECTORY, DOMAIN_FILE


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of what training reads."""
    shutil.copytree(DATA_DIRECTORY, tmp_path / "data")
    for file in (CONFIG_FILE, DOMAIN_FILE):
        shutil.copy(file, tmp_path)
    shutil.copytree(training.PROJECT_ROOT / "bot" / "nlu", tmp_path / "bot" / "nlu")
    monkeypatch.setattr(training, "PROJECT_ROOT", tmp_path)
    monkeypatch.setattr(training, "CONFIG_FILE", tmp_path / "config.yml")
    monkeypatch.setattr(training, "DOMAIN_FILE", tmp_path / "domain.yml")
    monkeypatch.setattr(training, "DATA_DIRECTORY", tmp_path / "data")
    monkeypatch.setattr(training, "MODELS_DIRECTORY", tmp_path / "models")
    return tmp_path


@pytest.mark.parametrize("file", ["config.yml", "domain.yml", "data/nlu/t_score.yml"])
def test_a_change_of_data_domain_or_configuration_changes_the_fingerprint(project, file):
    before = training.fingerprint()
    with (project / file).open("a") as changed:
        changed.write("# a change\n")
    assert training.fingerprint() != before


def test_the_same_files_have_the_same_fingerprint(project):
    assert training.fingerprint() == training.fingerprint()


def test_a_trained_model_is_not_trained_again(project):
    model = project / "models" / f"{training.MODEL_PREFIX}{training.fingerprint()}.tar.gz"
    model.parent.mkdir()
    model.touch()
    assert training.train() == model


def test_broken_yaml_is_said_in_one_sentence_with_its_place(project):
    (project / "data" / "nlu" / "t_score.yml").write_text('version: "3.1"\nnlu: [\n')
    with pytest.raises(training.TrainingFailed, match=r"data/nlu/t_score\.yml line \d+") as caught:
        training.train()
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_text_is_named(project):
    (project / "domain.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(training.TrainingFailed, match=r"domain\.yml is not UTF-8"):
        training.train()


def test_a_missing_file_is_named(project):
    model_files = project / "config.yml"
    text = model_files.read_text()
    training.fingerprint()
    model_files.unlink()
    with pytest.raises(training.TrainingFailed, match=r"config\.yml is missing"):
        training.check_yaml()
    model_files.write_text(text)
