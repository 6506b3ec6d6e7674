package io.github.lucenebpe.plugin;

/** A setting is missing or wrong. */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String setting;

  /** A problem with a setting. */
  public SettingException(String setting, String message) {
    super(message);
    this.setting = setting;
  }

  /** A problem with a setting that another exception tells. */
  public SettingException(String setting, String message, Throwable cause) {
    super(message, cause);
    this.setting = setting;
  }

  /** Name of the setting; the message does not repeat it. */
  public String setting() {
    return setting;
  }
}
